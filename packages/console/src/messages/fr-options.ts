import type { TextPair } from '@tabricate/core/translation'

/** Descriptions of the options of the models that come with Tabricate. */
export const optionTexts: readonly TextPair[] = [
  // Of every network.
  ['Passes over the training rows.', 'Passages sur les lignes d’entraînement.'],
  ['Length of the noise vector.', 'Longueur du vecteur de bruit.'],
  ['Length of the latent vector.', 'Longueur du vecteur latent.'],
  ['Learning rate (Adam).', 'Taux d’apprentissage (Adam).'],
  [
    'Share of the rows held out to judge the model by while it is trained, at most 2,000 rows; none where that is fewer than 100.',
    'Part des lignes mises de côté pour juger le modèle pendant l’entraînement, 2 000 lignes au plus ; aucune si cela en fait moins de 100.',
  ],
  [
    'The weights that are kept: those of the best judgement, or the last.',
    'Les poids conservés : ceux du meilleur jugement (best) ou les derniers (last).',
  ],
  [
    'Judgements in a row (there are 20 in a training) without improvement that end it early; 0 = never.',
    'Jugements de suite sans progrès (il y en a 20 par entraînement) qui y mettent fin ; 0 = jamais.',
  ],
  // Of CTGAN.
  [
    'Rows a training step, at most. Even and a multiple of pac.',
    'Lignes par pas d’entraînement, au plus. Nombre pair et multiple de pac.',
  ],
  [
    'On small tables the batch is reduced, to 50 rows at least, until an epoch has this many steps; it has them in any case. 1 = never.',
    'Sur de petits tableaux, le lot est réduit, à 50 lignes au moins, jusqu’à ce qu’une époque compte autant de pas ; elle les compte en tout cas. 1 = jamais.',
  ],
  [
    'Rows that the critic judges together (PacGAN), against mode collapse.',
    'Lignes que le critique juge ensemble (PacGAN), contre l’effondrement des modes.',
  ],
  ['Width of each residual block of the generator.', 'Largeur de chaque bloc résiduel du générateur.'],
  ['Width of each layer of the critic.', 'Largeur de chaque couche du critique.'],
  ['Learning rate of the generator (Adam).', 'Taux d’apprentissage du générateur (Adam).'],
  ['Learning rate of the critic (Adam).', 'Taux d’apprentissage du critique (Adam).'],
  [
    'Both learning rates: constant, or falling to 0 over the training as half a cosine.',
    'Les deux taux d’apprentissage : constants, ou descendant jusqu’à 0 au cours de l’entraînement comme un demi-cosinus.',
  ],
  [
    'L2 weight decay of the generator, added to its gradient.',
    'Pénalité L2 des poids du générateur, ajoutée à son gradient.',
  ],
  [
    'L2 weight decay of the critic, added to its gradient.',
    'Pénalité L2 des poids du critique, ajoutée à son gradient.',
  ],
  [
    'Critic updates for each generator update.',
    'Mises à jour du critique pour chaque mise à jour du générateur.',
  ],
  [
    'Draw training conditions by the logarithm of a category’s frequency, so that rare ones are seen.',
    'Tirer les conditions d’entraînement selon le logarithme de la fréquence des catégories, pour que les rares soient vues.',
  ],
  [
    'Probability that a training condition names one more column, and then another: what several conditions at once are learned from. 0 = one column, as in the paper.',
    'Probabilité qu’une condition d’entraînement nomme une colonne de plus, puis encore une autre : le modèle apprend ainsi plusieurs conditions à la fois. 0 = une seule colonne, comme dans l’article.',
  ],
  [
    'Decay of the running average of the generator’s weights that samples are drawn with; 0 = the last weights.',
    'Décroissance de la moyenne glissante des poids du générateur avec laquelle les lignes sont tirées ; 0 = les derniers poids.',
  ],
  // Of TVAE.
  [
    'Rows a training step, at most; the last batch of an epoch may be smaller.',
    'Lignes par pas d’entraînement, au plus ; le dernier lot d’une époque peut être plus petit.',
  ],
  [
    'On small tables the batch is reduced until an epoch has this many steps; 1 = never.',
    'Sur de petits tableaux, le lot est réduit jusqu’à ce qu’une époque compte autant de pas ; 1 = jamais.',
  ],
  ['Width of each layer of the encoder.', 'Largeur de chaque couche de l’encodeur.'],
  ['Width of each layer of the decoder.', 'Largeur de chaque couche du décodeur.'],
  ['L2 weight decay, added to the gradient.', 'Pénalité L2 des poids, ajoutée au gradient.'],
  [
    'Weight of the reconstruction against the divergence from the prior.',
    'Poids de la reconstruction par rapport à la divergence avec la loi a priori.',
  ],
  [
    'Decay of the running average of the decoder’s weights that samples are drawn with; 0 = the last weights.',
    'Décroissance de la moyenne glissante des poids du décodeur avec laquelle les lignes sont tirées ; 0 = les derniers poids.',
  ],
  [
    'Gaussians of the density that latent vectors are drawn from, fitted to encoded rows, at most one for 50 rows; 0 = the prior, as in the paper.',
    'Gaussiennes de la densité dont sont tirés les vecteurs latents, ajustée aux lignes encodées, une au plus pour 50 lignes ; 0 = la loi a priori, comme dans l’article.',
  ],
  [
    'How modes and categories are drawn: with the decoder’s probabilities, or always the likeliest.',
    'Comment les modes et les catégories sont tirés : avec les probabilités du décodeur (sample), ou toujours le plus probable (argmax).',
  ],
  [
    'Epochs at most where the table is too small for rows to be held out: nothing would tell when the rows begin to be learned by heart.',
    'Époques au plus si le tableau est trop petit pour mettre des lignes de côté : rien ne dirait quand les lignes commencent à être apprises par cœur.',
  ],
  // Of the mixture.
  [
    'Components of the mixture; 0 = the number of 1, 2, 4, 8 … under which held-out rows are likeliest, as long as synthetic rows come no nearer to the rows learned than to those.',
    'Composantes du mélange ; 0 = le nombre parmi 1, 2, 4, 8 … qui rend les lignes mises de côté les plus vraisemblables, tant que les lignes synthétiques ne s’approchent pas plus des lignes apprises que de celles-ci.',
  ],
  ['Most components that are tried.', 'Nombre maximal de composantes essayées.'],
  [
    'How columns depend on each other inside a component: along a tree, or not at all, which leaves all dependence to the components.',
    'Comment les colonnes dépendent les unes des autres dans une composante : le long d’un arbre (trees), ou pas du tout (none), ce qui laisse toute la dépendance aux composantes.',
  ],
  [
    'How strongly tables of few rows are smoothed, as a share of what makes rows left out likeliest: less keeps more of the dependence.',
    'Force du lissage des tableaux de peu de lignes, en part de ce qui rend les lignes écartées les plus vraisemblables : moins de lissage garde plus de la dépendance.',
  ],
  [
    'Intervals that a column of numbers is cut into, besides frequent values.',
    'Intervalles en lesquels une colonne de nombres est découpée, outre les valeurs fréquentes.',
  ],
  ['Rounds of expectation maximisation, at most.', 'Tours d’espérance-maximisation, au plus.'],
  [
    'A fit ends early when a round raises the log-likelihood of a row by less than this, in nats.',
    'L’ajustement s’arrête quand un tour augmente la log-vraisemblance d’une ligne de moins que cela, en nats.',
  ],
  [
    'Random beginnings, tried on a sample of the rows; the likeliest is gone on with.',
    'Départs au hasard, essayés sur un échantillon des lignes ; le plus vraisemblable est poursuivi.',
  ],
  [
    'Share of the rows held out while the number of components is chosen; at most 3,000 rows.',
    'Part des lignes mises de côté pendant le choix du nombre de composantes ; 3 000 lignes au plus.',
  ],
]

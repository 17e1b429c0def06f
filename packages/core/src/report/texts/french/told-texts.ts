import type { TextPair } from '../../../translation/create-translator.ts'

/** What metrics, learners and trainings tell in English: reasons, remarks, names. Longer patterns stand before those that would fit as well. */
export const toldTexts: readonly TextPair[] = [
  // Names.
  ['SinglingOutRisk (univariate)', 'individualisation par une colonne'],
  ['SinglingOutRisk (multivariate)', 'individualisation par plusieurs colonnes'],
  ['LinkabilityRisk', 'rapprochement'],
  ['InferenceRisk (mean)', 'inférence (moyenne)'],
  ['MembershipInferenceAUC', 'appartenance (AUC)'],
  ['DCROverfittingProtection', 'protection contre le surapprentissage'],
  ['boosted trees', 'arbres boostés'],
  ['linear model', 'modèle linéaire'],
  ['linear model, classes balanced', 'modèle linéaire, classes équilibrées'],
  ['Accuracy', 'Exactitude'],
  ['MacroF1', 'F1 macro'],
  ['R2', 'R²'],
  ['generator', 'générateur'],
  ['critic', 'critique'],
  ['loss', 'perte'],
  ['negativeLogLikelihood', 'log-vraisemblance négative'],
  ['quality', 'qualité'],

  // Columns.
  ['The real column has no rows.', 'La colonne réelle n’a pas de lignes.'],
  ['The real column has no values.', 'La colonne réelle n’a pas de valeurs.'],
  ['The real column has too few values.', 'La colonne réelle a trop peu de valeurs.'],
  [
    'The real column is constant: it gives no scale.',
    'La colonne réelle est constante : elle ne donne pas d’échelle.',
  ],
  [
    'The real column is constant: it has no range to cover.',
    'La colonne réelle est constante : elle n’a pas d’étendue à couvrir.',
  ],
  ['The synthetic column has no rows.', 'La colonne synthétique n’a pas de lignes.'],
  ['The synthetic column has no values.', 'La colonne synthétique n’a pas de valeurs.'],
  ['The synthetic column has no values to judge.', 'La colonne synthétique n’a pas de valeurs à juger.'],
  ['The synthetic column has too few values.', 'La colonne synthétique a trop peu de valeurs.'],
  ['The distance is not finite.', 'La distance n’est pas finie.'],
  ['The difference is not finite.', 'La différence n’est pas finie.'],
  ['The range is not finite.', 'L’étendue n’est pas finie.'],
  ['No column can be compared.', 'Aucune colonne ne peut être comparée.'],
  ['No column can be judged.', 'Aucune colonne ne peut être jugée.'],
  ['Neither part can be judged.', 'Aucune des deux parties ne peut être jugée.'],
  ['There are no columns.', 'Il n’y a pas de colonnes.'],

  // Pairs of columns.
  ['In the real table {}.', 'Dans le tableau réel, {}.'],
  ['In the synthetic table {}.', 'Dans le tableau synthétique, {}.'],
  ['a column is constant', 'une colonne est constante'],
  [
    'fewer than two rows are complete, or their values do not vary',
    'moins de deux lignes sont complètes, ou leurs valeurs ne varient pas',
  ],
  ['The real correlation is not above {n}.', 'La corrélation réelle ne dépasse pas {}.'],
  ['The real association is not above {n}.', 'L’association réelle ne dépasse pas {}.'],
  [
    'No pair of columns is associated strongly enough to count.',
    'Aucune paire de colonnes n’est assez fortement associée pour compter.',
  ],
  [
    'No pair of columns is associated strongly enough to count: the quality score says nothing of how columns depend on each other. See all pairs.',
    'Aucune paire de colonnes n’est assez fortement associée pour compter : le score de qualité ne dit rien de la dépendance entre les colonnes. Voyez toutes les paires.',
  ],
  [
    'Only 1 pair of columns is associated strongly enough to count: the figure rests on few. See all pairs.',
    'Une seule paire de colonnes est assez fortement associée pour compter : le chiffre repose sur peu. Voyez toutes les paires.',
  ],
  [
    'Only {n} pairs of columns are associated strongly enough to count: the figure rests on few. See all pairs.',
    'Seules {} paires de colonnes sont assez fortement associées pour compter : le chiffre repose sur peu. Voyez toutes les paires.',
  ],

  // Privacy.
  ['A table has no rows.', 'Un tableau n’a pas de lignes.'],
  [
    'A table has no rows, or no columns that count.',
    'Un tableau n’a pas de lignes, ou pas de colonnes qui comptent.',
  ],
  ['All columns are ids.', 'Toutes les colonnes sont des identifiants.'],
  ['The real table has no rows.', 'Le tableau réel n’a pas de lignes.'],
  ['The synthetic table has no rows.', 'Le tableau synthétique n’a pas de lignes.'],
  ['There are no rows.', 'Il n’y a pas de lignes.'],
  [
    'There are no rows, or fewer than two to be near to.',
    'Il n’y a pas de lignes, ou moins de deux dont on puisse être proche.',
  ],
  [
    'There are no rows, or random rows are as close to real ones as can be.',
    'Il n’y a pas de lignes, ou des lignes au hasard sont aussi proches que possible des lignes réelles.',
  ],
  [
    'There are no rows to measure, or none to measure from.',
    'Il n’y a pas de lignes à mesurer, ou aucune à partir de laquelle mesurer.',
  ],
  ['There was nothing to attack.', 'Il n’y avait rien à attaquer.'],
  ['There is nothing to be attacked.', 'Il n’y a rien à attaquer.'],
  ['There is no column to be guessed.', 'Il n’y a pas de colonne à inférer.'],
  ['No other column is known.', 'Aucune autre colonne n’est connue.'],
  ['It takes two columns at least.', 'Il faut au moins deux colonnes.'],
  [
    'No predicate that was tried singles a synthetic row out.',
    'Aucun prédicat essayé n’isole une ligne synthétique.',
  ],
  [
    'The attack does no better than guessing: that it finds no risk proves little.',
    'L’attaque ne fait pas mieux qu’en devinant : qu’elle ne trouve pas de risque prouve peu.',
  ],
  [
    'Without a holdout, what leaks from training rows cannot be told from what is true of everybody.',
    'Sans lignes mises de côté, on ne peut distinguer ce qui fuit des lignes d’entraînement de ce qui est vrai de tout le monde.',
  ],
  [
    'Without a holdout, privacy cannot be judged.',
    'Sans lignes mises de côté, la confidentialité ne peut pas être jugée.',
  ],
  [
    'There is no holdout. How near synthetic rows come to the rows learned, and how often attacks succeed, is told; whether that is nearer and oftener than for people the synthesizer has never seen, cannot be told. Cut a holdout off before training.',
    'Aucune ligne n’a été mise de côté. Le rapport dit combien les lignes synthétiques s’approchent des lignes apprises et combien souvent les attaques réussissent ; si c’est de plus près et plus souvent que pour des personnes que le modèle n’a jamais vues, on ne peut pas le dire. Mettez des lignes de côté avant l’entraînement.',
  ],
  [
    'The holdout has only 1 row: the intervals are wide.',
    'Une seule ligne a été mise de côté : les intervalles sont larges.',
  ],
  [
    'The holdout has only {n} rows: the intervals are wide.',
    'Seules {} lignes ont été mises de côté : les intervalles sont larges.',
  ],
  [
    'Of the {n} train rows, {n} chosen at random were used, but for identical rows: leaks of few rows look smaller.',
    'Sur les {} lignes d’entraînement, {} choisies au hasard ont servi, sauf pour les lignes identiques : les fuites de peu de lignes paraissent plus petites.',
  ],
  [
    'Of the {n} synthetic rows, {n} chosen at random were used, but for identical rows: leaks of few rows look smaller.',
    'Sur les {} lignes synthétiques, {} choisies au hasard ont servi, sauf pour les lignes identiques : les fuites de peu de lignes paraissent plus petites.',
  ],
  [
    'Of the {n} holdout rows, {n} chosen at random were used, but for identical rows: leaks of few rows look smaller.',
    'Sur les {} lignes mises de côté, {} choisies au hasard ont servi, sauf pour les lignes identiques : les fuites de peu de lignes paraissent plus petites.',
  ],
  [
    'Distances were measured of {n} synthetic rows chosen at random.',
    'Les distances ont été mesurées pour {} lignes synthétiques choisies au hasard.',
  ],
  [
    'Distances to training rows and to the holdout are to equally many: {n} of each.',
    'Les distances aux lignes d’entraînement et aux lignes mises de côté sont mesurées à autant de lignes : {} de chaque sorte.',
  ],
  ['There were no iterations.', 'Il n’y a pas eu d’itérations.'],
  [
    'The sensitive columns have one value only: there is nothing to learn.',
    'Les colonnes sensibles n’ont qu’une valeur : il n’y a rien à apprendre.',
  ],
  [
    'No real row has the known values of a synthetic one.',
    'Aucune ligne réelle n’a les valeurs connues d’une ligne synthétique.',
  ],

  // Usefulness and detection.
  ['No target column was named.', 'Aucune colonne à prédire n’a été nommée.'],
  [
    'Without a holdout there are no unseen rows to predict.',
    'Sans lignes mises de côté, il n’y a pas de lignes non vues à prédire.',
  ],
  ['The target "{=}" is an id.', 'La colonne à prédire « {} » est un identifiant.'],
  [
    'The target "{=}" has no values in the real table.',
    'La colonne à prédire « {} » n’a pas de valeurs dans le tableau réel.',
  ],
  [
    'The target "{=}" has one value only in the real table.',
    'La colonne à prédire « {} » n’a qu’une valeur dans le tableau réel.',
  ],
  [
    'The target "{=}" has {n} classes; more than {n} are not predicted.',
    'La colonne à prédire « {} » a {} classes ; au-delà de {}, rien n’est prédit.',
  ],
  [
    'There are no columns to predict the target from.',
    'Il n’y a pas de colonnes à partir desquelles prédire.',
  ],
  [
    'It takes {n} holdout rows with a target; there are {n}.',
    'Il faut {} lignes mises de côté qui aient une valeur à prédire ; il y en a {}.',
  ],
  [
    'It takes {n} synthetic rows with a target; there are {n}.',
    'Il faut {} lignes synthétiques qui aient une valeur à prédire ; il y en a {}.',
  ],
  [
    'It takes {n} real rows with a target; there are {n}.',
    'Il faut {} lignes réelles qui aient une valeur à prédire ; il y en a {}.',
  ],
  [
    'The target has one value only in the synthetic table.',
    'La colonne à prédire n’a qu’une valeur dans le tableau synthétique.',
  ],
  [
    'The target has one value only in the real table.',
    'La colonne à prédire n’a qu’une valeur dans le tableau réel.',
  ],
  [
    'The real table itself predicts the target hardly better than a constant guess.',
    'Le tableau réel lui-même ne prédit guère mieux qu’une réponse constante.',
  ],
  ['It was not measured.', 'Cela n’a pas été mesuré.'],
  ['There are no rows to be predicted.', 'Il n’y a pas de lignes à prédire.'],
  ['The values to be predicted do not vary.', 'Les valeurs à prédire ne varient pas.'],
  ['All rows to be predicted are of one class.', 'Toutes les lignes à prédire sont d’une seule classe.'],
  ['The class neither occurs nor is predicted.', 'La classe n’apparaît pas et n’est pas prédite.'],
  [
    'It takes {n} rows of either table; there are {n} and {n} synthetic ones.',
    'Il faut {} lignes de chaque tableau ; il y en a {}, et {} synthétiques.',
  ],
  ['There are no columns to tell rows by.', 'Il n’y a pas de colonnes par lesquelles distinguer les lignes.'],
  ['No fold has rows of both kinds.', 'Aucune part n’a de lignes des deux sortes.'],
]

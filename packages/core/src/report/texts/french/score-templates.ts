/** All scores, usefulness, detection and validity. */
export const scoreTemplates = {
  'All scores': 'Tous les scores',
  'All scores lie between 0 and 1; 1 is best. The floor is what the real table reaches with every column shuffled on its own, that is without learning any dependence (shuffling keeps column shapes, so that their floor is 1); the ceiling is what real rows reach that were not learned.':
    'Tous les scores vont de 0 à 1 ; 1 est le mieux. Le plancher est ce qu’atteint le tableau réel quand chaque colonne est mélangée seule, donc sans qu’aucune dépendance soit apprise (mélanger garde la forme des colonnes : leur plancher est 1) ; le plafond est ce qu’atteignent des lignes réelles qui n’ont pas été apprises.',
  'Privacy (1 = nothing found), usefulness (0 = no better than guessing, 1 = as good as real rows) and validity are their own measure.':
    'La confidentialité (1 = rien trouvé), l’utilité (0 = pas mieux qu’en devinant, 1 = aussi bien qu’avec les lignes réelles) et la validité se lisent sans plancher ni plafond.',
  'Scores between floor and ceiling': 'Les scores entre plancher et plafond',
  'Floor · value · ceiling': 'Plancher · valeur · plafond',
  'Not told apart by boosted trees': 'Indiscernable pour des arbres boostés',
  'Column shapes': 'Forme des colonnes',
  'Column pair trends': 'Tendances des paires de colonnes',
  'Quality, all pairs': 'Qualité, toutes les paires',
  'Column pair trends, all pairs': 'Tendances des paires de colonnes, toutes les paires',
  '{pairs}: those strongly associated': '{pairs} : celles qui sont fortement associées',
  'weakest: {weakest}': 'point le plus faible : {weakest}',
  'There is no ceiling: it takes a holdout, real rows that were kept from the model.':
    'Il n’y a pas de plafond : il demande des lignes réelles mises de côté, que le modèle n’a pas vues.',

  'Usefulness and detection': 'Utilité et détection',
  'Usefulness was not measured: {reason}': 'L’utilité n’a pas été mesurée : {reason}',
  '{target}, {what}, was predicted for {holdout} that no model had seen, after learning from {synthetic}, and from {real}.':
    '{target} ({what}) a été prédit pour {holdout} qu’aucun modèle n’avait vues, après apprentissage sur {synthetic}, et sur {real}.',
  'a number': 'un nombre',
  'one of {classes}': 'l’une de {classes}',
  'one of {classes}, {rarer} being the rarer': 'l’une de {classes}, dont {rarer} est la plus rare',
  '{share} of what real rows teach beyond guessing is kept (boosted trees).':
    '{share} de ce que les lignes réelles apprennent au-delà de ce qui se devine est conservé (arbres boostés).',
  '{rows} of classes that the real table lacks were left out.':
    'Laissé de côté, car d’une classe que le tableau réel n’a pas : {rows}.',
  'Predictions of unseen real rows, by what was learned from':
    'Prédictions de lignes réelles jamais vues, selon ce qui a servi à les apprendre',
  Learner: 'Apprenant',
  Guessing: 'En devinant',
  'Guessing · synthetic · real': 'En devinant · synthétique · réel',
  'Detection: can a classifier tell synthetic rows from real ones? 1 = no, 0 = always (three-fold cross-validation)':
    'Détection : un classificateur distingue-t-il les lignes synthétiques des réelles ? 1 = non, 0 = toujours (validation croisée en trois parts)',
  Classifier: 'Classificateur',
  AUC: 'AUC',
  Remark: 'Remarque',
  'Boosted trees': 'Arbres boostés',
  'Logistic regression': 'Régression logistique',
  'sees single columns only, no dependence': 'ne voit que des colonnes seules, aucune dépendance',

  'Values within the real bounds, categories that the real table has, keys that are unique: {validity}. Columns and types as in the real table: {structure}. 1 = always.':
    'Valeurs dans les bornes réelles, catégories que le tableau réel possède, clés uniques : {validity}. Colonnes et types comme dans le tableau réel : {structure}. 1 = toujours.',
  'Columns that are not wholly valid': 'Colonnes qui ne sont pas entièrement valides',
  'The worst {listed} of {all} columns that are not wholly valid':
    'Les {listed} pires des {all} colonnes qui ne sont pas entièrement valides',
  Reason: 'Raison',
} as const

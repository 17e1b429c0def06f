/** How the table was trained, what was judged, and within what limits. */
export const reproductionTemplates = {
  Training: 'Entraînement',
  'Losses, and quality where it was judged, by epoch':
    'Pertes, et qualité là où elle a été jugée, par époque',
  epoch: 'époque',
  '{curve} was not told': '{curve} : aucune valeur',
  '{curve} from {first} to {last}': '{curve} de {first} à {last}',
  'Epochs {first} to {last}: {curves}.': 'Époques {first} à {last} : {curves}.',

  'Data, options and limits': 'Données, réglages et limites',
  'What was judged, and how to do it again': 'Ce qui a été jugé, et comment le refaire',
  What: 'Quoi',
  'Real table': 'Tableau réel',
  'Synthetic table': 'Tableau synthétique',
  Holdout: 'Lignes mises de côté',
  '{columns}, of them {compared} compared': '{columns}, dont {compared} comparées',
  'Predicted column': 'Colonne prédite',
  'Seed of this report': 'Graine de ce rapport',
  'Version of the report’s format': 'Version du format du rapport',
  Model: 'Modèle',
  'Option {name}': 'Réglage {name}',
  'Seed of the model': 'Graine du modèle',
  Threads: 'Fils d’exécution',
  Sampling: 'Création des lignes',

  'Column and pair scores and validity use all rows.':
    'Les scores des colonnes et des paires, et la validité, utilisent toutes les lignes.',
  'Intervals: {resamples} of {rows}.': 'Intervalles : {resamples} de {rows}.',
  'Intervals: {resamples} of {rows} chosen at random, scaled to all rows.':
    'Intervalles : {resamples} de {rows} choisies au hasard, ramenés à toutes les lignes.',
  'Detection: {rows}, at most {most} of either.': 'Détection : {rows}, {most} au plus de chaque sorte.',
  'Usefulness: learned from {rows}, judged by {holdout}; at most {most} of any.':
    'Utilité : apprise sur {rows}, jugée sur {holdout} ; {most} au plus de chaque sorte.',
  'Plots leave out the outermost percent of numbers at either end, and do not name categories that fewer than 5 real rows have; the scores leave out nothing.':
    'Les graphiques omettent le centième extrême des nombres à chaque bout, et ne nomment pas les catégories qu’ont moins de 5 lignes réelles ; les scores n’omettent rien.',
} as const

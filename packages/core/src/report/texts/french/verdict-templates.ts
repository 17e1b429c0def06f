/** Title, verdict, key figures, leaks and other models. */
export const verdictTemplates = {
  'Quality of a synthetic table': 'Qualité d’un tableau synthétique',
  '{synthetic}, beside {real}, {holdout}': '{synthetic}, face à {real}, {holdout}',
  '{synthetic}, made by {model}, beside {real}, {holdout}':
    '{synthetic}, par le modèle {model}, face à {real}, {holdout}',
  'with {rows}': 'avec {rows}',
  'without a holdout': 'sans lignes mises de côté',

  'The synthetic table is close to the real one': 'Le tableau synthétique est proche du tableau réel',
  'The synthetic table is somewhat like the real one':
    'Le tableau synthétique ressemble un peu au tableau réel',
  'The synthetic table is little like the real one': 'Le tableau synthétique ressemble peu au tableau réel',
  'How close the synthetic table can come to the real one is not known':
    'On ne sait pas à quel point le tableau synthétique peut s’approcher du tableau réel',
  'no leak of learned rows was found': 'aucune fuite de lignes apprises n’a été trouvée',
  'a small leak of learned rows was found': 'une petite fuite de lignes apprises a été trouvée',
  'it leaks what it was learned from': 'il trahit les lignes apprises',
  'nothing can be said of privacy': 'on ne peut rien dire de la confidentialité',
  'predictions learned from it are nearly as good as from real rows.':
    'les prédictions qu’il permet d’apprendre sont presque aussi bonnes qu’avec les lignes réelles.',
  'predictions learned from it are worse than from real rows.':
    'les prédictions qu’il permet d’apprendre sont moins bonnes qu’avec les lignes réelles.',
  'predictions learned from it are far worse than from real rows.':
    'les prédictions qu’il permet d’apprendre sont bien moins bonnes qu’avec les lignes réelles.',
  'its use for predictions was not measured.': 'son utilité pour la prédiction n’a pas été mesurée.',

  'The floor, columns shuffled one by one, has {floor}; what can be reached cannot be said without a holdout of real rows.':
    'Le plancher (chaque colonne mélangée seule) est à {floor} ; sans lignes réelles mises de côté, on ne peut pas dire ce qui est atteignable.',
  'The floor, columns shuffled one by one, has {floor}; the ceiling, real rows that were not learned, {ceiling}.':
    'Le plancher (chaque colonne mélangée seule) est à {floor}, le plafond (des lignes réelles qui n’ont pas été apprises) à {ceiling}.',
  'Below both, which hardly differ here.': 'En dessous des deux, qui diffèrent à peine ici.',
  'Above both, which hardly differ here.': 'Au-dessus des deux, qui diffèrent à peine ici.',
  'They hardly differ here.': 'Ils diffèrent à peine ici.',
  'About as close as other real rows.': 'À peu près aussi proche que d’autres lignes réelles.',
  'Close to real rows.': 'Proche des lignes réelles.',
  'Between shuffled columns and real rows.': 'Entre les colonnes mélangées et les lignes réelles.',
  'Little better than shuffled columns.': 'À peine mieux que les colonnes mélangées.',
  'Worse than shuffled columns.': 'Moins bien que les colonnes mélangées.',
  'Attacks on rows that were learned succeed about as often as on rows that were not. Weakest: {weakest}.':
    'Les attaques réussissent à peu près aussi souvent sur les lignes apprises que sur les autres. Point le plus faible : {weakest}.',
  'Tells more of rows that were learned than of others: {leaks}.':
    'En dit plus sur les lignes apprises que sur les autres : {leaks}.',
  'Of what real rows teach about {target}, {share} is kept.':
    '{share} de ce que les lignes réelles apprennent sur {target} est conservé.',
  '{metric} {synthetic}; learned from real rows {real}, by guessing {guess}.':
    '{metric} {synthetic} ; appris sur les lignes réelles {real}, en devinant {guess}.',

  'singling out by one column': 'individualisation par une colonne',
  'singling out by several columns': 'individualisation par plusieurs colonnes',
  linking: 'rapprochement',
  'guessing {column}': 'inférence de {column}',
  membership: 'appartenance',
  'distances to learned rows': 'distances aux lignes apprises',
  'copied rows': 'lignes copiées',
  'risk {risk}': 'risque {risk}',
  'AUC {auc}, 0.5 is best': 'AUC {auc}, l’idéal est 0,5',
  '{share} nearer to them, 0.5 is best': '{share} plus près d’elles, l’idéal est 0,5',
  '{leaks}; and {more}': '{leaks} ; et {more}',

  '{does}: {model} reaches a quality of {quality} after {time} of training.':
    '{does} : {model} atteint une qualité de {quality} après {time} d’entraînement.',
  'For comparison': 'Pour comparaison',
  'Another model does better on this table': 'Un autre modèle fait mieux sur ce tableau',
  'A quicker model does as well on this table': 'Un modèle plus rapide fait aussi bien sur ce tableau',
} as const

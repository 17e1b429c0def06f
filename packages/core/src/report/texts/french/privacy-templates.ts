/** Attacks, and nearness to real rows. */
export const privacyTemplates = {
  'Whether anything leaks cannot be said.': 'On ne peut pas dire s’il y a des fuites.',
  'No measurement tells rows that were learned from rows that were not, beyond chance.':
    'Aucune mesure ne distingue les lignes apprises des autres, hasard mis à part.',
  'Learned rows stand out by: {leaks}.': 'Les lignes apprises se distinguent par : {leaks}.',
  'The score is 1 − the largest of the risks below: a table is as private as its weakest side.':
    'Le score est 1 − le plus grand des risques ci-dessous : un tableau ne protège pas mieux que son côté le plus faible.',

  'Attacks: the risk is what succeeds oftener on rows that were learned than on rows that were not':
    'Attaques : le risque est ce qui réussit plus souvent sur les lignes apprises que sur les autres',
  '{caption}; of {all} columns guessed, the worst {listed}':
    '{caption} ; des {all} colonnes inférées, les {listed} pires',
  Attack: 'Attaque',
  Risk: 'Risque',
  'Succeeds on learned rows': 'Réussit sur les lignes apprises',
  'On other rows': 'Sur les autres lignes',
  'By guessing': 'En devinant',
  Attacks: 'Attaques',
  'Singling out by one column': 'Individualisation par une colonne',
  'Singling out by several columns': 'Individualisation par plusieurs colonnes',
  'Linking two halves of the columns': 'Rapprochement de deux moitiés des colonnes',
  Linking: 'Rapprochement',
  'Guessing a value, mean over columns': 'Inférence d’une valeur, moyenne sur les colonnes',
  'Guessing {column}': 'Inférence de {column}',

  'synthetic to learned rows': 'des lignes synthétiques aux lignes apprises',
  'synthetic to other real rows': 'des lignes synthétiques aux autres lignes réelles',
  'other real rows to learned rows': 'des autres lignes réelles aux lignes apprises',
  'Distances cannot be measured: there are no rows to measure, or none to measure from.':
    'Les distances ne peuvent pas être mesurées : il n’y a pas de lignes à mesurer, ou aucune à partir de laquelle mesurer.',
  'Distance to the closest record': 'Distance à la ligne la plus proche',
  'distance: 0 = equal, 1 = different in every column':
    'distance : 0 = identique, 1 = différente dans chaque colonne',
  'Lines reach from the 5 to the 95 % quantile, boxes from 25 to 75 %, strokes are medians. {distances}.':
    'Les traits vont du quantile à 5 % au quantile à 95 %, les boîtes de 25 à 75 %, les barres sont les médianes. {distances}.',

  'Nearness to real rows': 'Proximité des lignes réelles',
  Measurement: 'Mesure',
  Best: 'Idéal',
  '{rows} to {others}': '{rows} face à {others}',
  '{learned} and {others} rows': '{learned} et {others} lignes',
  'needs a holdout': 'demande des lignes mises de côté',
  'Share nearer to learned rows than to others': 'Part plus proche des lignes apprises que des autres',
  'Membership told by distance (AUC)': 'Appartenance déduite de la distance (AUC)',
  'Overfitting protection': 'Protection contre le surapprentissage',
  'Overfitting protection as SDMetrics scales it':
    'Protection contre le surapprentissage, à l’échelle de SDMetrics',
  'Baseline protection': 'Protection par rapport au hasard',
  '1 = as far as random values': '1 = aussi loin que des valeurs au hasard',
  'Nearest-neighbour distance ratio to learned rows':
    'Rapport des distances aux deux plus proches lignes apprises',
  'Nearest-neighbour distance ratio to other real rows':
    'Rapport des distances aux deux plus proches des autres lignes réelles',
  'as to other real rows': 'comme aux autres lignes réelles',
  'Copies of learned rows among synthetic ones': 'Copies de lignes apprises parmi les lignes synthétiques',
  'as among real rows': 'comme parmi les lignes réelles',
  'The same among other real rows': 'De même parmi les autres lignes réelles',
  'New rows (not within 1 % of a learned one)': 'Lignes nouvelles (à plus de 1 % de toute ligne apprise)',
  'Disclosure protection of {sensitive} from those who know {known}: {figure} (1 = they learn no more than by guessing; {real}, {synthetic}).':
    'Protection de {sensitive} envers qui connaît {known} : {figure} (1 = on n’apprend rien de plus qu’en devinant ; {real}, {synthetic}).',
} as const

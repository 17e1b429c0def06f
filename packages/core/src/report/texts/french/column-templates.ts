/** Columns and their pairs. */
export const columnTemplates = {
  'The least alike come first. Filled areas and upper bars are the real table, lines and lower bars the synthetic one.':
    'Les moins ressemblantes viennent d’abord. Les aires pleines et les barres du haut sont le tableau réel, les traits et les barres du bas le tableau synthétique.',
  'The score is 1 − the largest difference of the cumulative shares for numbers and dates (KSComplement), and 1 − half the sum of differences of shares for categories (TVComplement).':
    'Le score est 1 − le plus grand écart entre les parts cumulées pour les nombres et les dates (KSComplement), et 1 − la moitié de la somme des écarts entre les parts pour les catégories (TVComplement).',
  'Columns that are not drawn': 'Colonnes qui ne sont pas dessinées',
  'Ids are made up anew, so their values are not compared: {columns}.':
    'Les identifiants sont inventés de nouveau, leurs valeurs ne sont donc pas comparées : {columns}.',
  'cannot be compared': 'ne peut pas être comparée',
  'score {score}': 'score {score}',
  numerical: 'nombre',
  categorical: 'catégorie',
  datetime: 'date et heure',
  boolean: 'oui ou non',
  id: 'identifiant',

  'Distribution of {column}': 'Distribution de {column}',
  '{bins} from {low} to {high}.': '{bins} de {low} à {high}.',
  'Below: {real} of real, {synthetic} of synthetic values.':
    'En dessous : {real} des valeurs réelles, {synthetic} des valeurs synthétiques.',
  'Above: {real} of real, {synthetic} of synthetic values.':
    'Au-dessus : {real} des valeurs réelles, {synthetic} des valeurs synthétiques.',
  'Values of {column} below which so many rows lie':
    'Valeurs de {column} en dessous desquelles se trouve cette part des lignes',
  'Rows below': 'Lignes en dessous',
  missing: 'manquantes',
  'Shares of the values of {column}': 'Parts des valeurs de {column}',
  'Real above, synthetic below': 'Réel en haut, synthétique en bas',

  'Pairs of columns': 'Paires de colonnes',
  'Association is Pearson’s correlation (−1 to 1) for two columns of numbers or dates, Cramér’s V (0 to 1) for all others.':
    'L’association est la corrélation de Pearson (de −1 à 1) pour deux colonnes de nombres ou de dates, le V de Cramér (de 0 à 1) pour toutes les autres.',
  'The score counts the {counted} of {pairs} that are strongly associated in the real table (|correlation| above 0.5, V above 0.3): weak ones are alike by themselves.':
    'Le score ne compte que ce qui est fortement associé dans le tableau réel (|corrélation| au-dessus de 0,5, V au-dessus de 0,3), soit {counted} sur {pairs} : les associations faibles se ressemblent d’elles-mêmes.',
  'Associations of all pairs: real, synthetic, and their difference':
    'Associations de toutes les paires : réel, synthétique, et leur différence',
  'Of {all} columns, the {drawn} are drawn whose associations differ most.':
    'Sur {all} colonnes, seules sont dessinées les {drawn} dont les associations diffèrent le plus.',
  '{pair} {real} real, {synthetic} synthetic': '{pair} {real} réel, {synthetic} synthétique',
  'No association is defined on both sides.': 'Aucune association n’est définie des deux côtés.',
  'Largest differences: {differences}.': 'Plus grandes différences : {differences}.',
  'The {listed} least alike of {pairs}, those that count first':
    'Les moins ressemblantes ({listed} sur {pairs}), d’abord celles qui comptent',
  '{caption}; {count} cannot be compared': '{caption} ; impossibles à comparer : {count}',
  Pair: 'Paire',
  Counts: 'Compte',
  'Real association': 'Association réelle',
  'Synthetic association': 'Association synthétique',
} as const

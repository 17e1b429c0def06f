/** Things that have nothing but their place to be told apart by. */
export function numbered<Item>(
  items: readonly Item[],
): readonly { readonly place: number; readonly item: Item }[] {
  return items.map((item, place) => ({ place, item }))
}

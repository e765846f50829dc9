/** What `valueOf` gives for the items of all pages; undefined leaves one out. */
export async function collect<Page, Item, Value>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
  valueOf: (item: Item) => Value | undefined,
): Promise<Value[]> {
  const found: Value[] = []
  for await (const page of pages) {
    for (const item of itemsOf(page) ?? []) {
      const value = valueOf(item)
      if (value !== undefined) found.push(value)
    }
  }
  return found
}

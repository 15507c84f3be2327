/** The searched parts of an operation, as the list carries them for the browser. */
export interface Searchable {
  /** Lower case. */
  readonly search?: string;
  /** Separated by spaces. */
  readonly versions?: string;
  readonly tags?: string;
}

/** Empty: any. */
export interface Filter {
  readonly words: string;
  readonly version: string;
  readonly tag: string;
}

/** Whether an operation contains every search word, answers under the version, and has the tag. */
export function fits({ search = '', versions = '', tags = '' }: Searchable, { words, version, tag }: Filter): boolean {
  const found = words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => search.includes(word));
  return found && has(versions, version) && has(tags, tag);
}

const has = (list: string, wanted: string): boolean => wanted === '' || list.split(' ').includes(wanted);

/** Reads the fields of a form: without blanks around them, and empty where there is none. */
export function formTexts(form: HTMLFormElement): (name: string) => string {
  const given = new FormData(form);
  return (name) => (given.get(name) as string | null)?.trim() ?? ''; // no files
}

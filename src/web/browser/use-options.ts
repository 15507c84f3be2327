import { useEffect, useState } from 'preact/hooks';

type Properties = Readonly<Record<string, unknown>>;

export interface Options {
  /** What the parts of the combobox get. */
  readonly input: Properties;
  readonly list: Properties;
  readonly option: (at: number) => Properties;
  /** Shows the list, when something is typed. */
  readonly open: () => void;
}

/**
 * The keys of a combobox with a list of options (ARIA authoring practices, "list autocomplete with manual selection"): arrows go through the
 * options, Enter takes one, Escape closes the list. The focus stays in the field.
 *
 * @param name beginning of the ids.
 */
export function useOptions<Item>(name: string, items: readonly Item[], take: (item: Item) => void): Options {
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  useEffect(() => setActive(-1), [items.length === 0 ? undefined : items]);
  const isShown = isOpen && items.length > 0;
  const close = (): void => {
    setOpen(false);
    setActive(-1);
  };
  const takeAt = (at: number): void => {
    const item = items[at];
    close();
    if (item !== undefined) take(item);
  };
  const move = (to: number): void => {
    setOpen(true);
    setActive((to + items.length) % items.length);
  };
  const press = (event: KeyboardEvent): void => {
    const { key } = event;
    if (items.length > 0 && (key === 'ArrowDown' || key === 'ArrowUp')) {
      if (key === 'ArrowDown') move(active + 1);
      else move(active === -1 ? items.length - 1 : active - 1);
    } else if (isShown && key === 'Enter')
      takeAt(active === -1 && items.length === 1 ? 0 : active); // of several, one has to be meant
    else if (isShown && key === 'Escape') close();
    else return;
    event.preventDefault();
  };
  useEffect(() => {
    if (active !== -1) document.getElementById(`${name}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return {
    input: {
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': isShown,
      'aria-controls': `${name}-options`,
      'aria-activedescendant': isShown && active !== -1 ? `${name}-${active}` : undefined,
      onKeyDown: press,
      onBlur: close,
    },
    list: { id: `${name}-options`, role: 'listbox', class: 'options', hidden: !isShown },
    option: (at) => ({
      id: `${name}-${at}`,
      role: 'option',
      'aria-selected': at === active,
      onMouseDown: (event: Event) => event.preventDefault(), // the focus stays
      onClick: () => takeAt(at),
    }),
    open: () => setOpen(true),
  };
}

import { type ComponentType, h, hydrate, type JSX } from 'preact';
import { ISLANDS, type IslandName } from '../explorer/islands/islands.js';
import { filterAsYouType } from './filter.js';
import { openLinked } from './open-linked.js';
import { searchByKey } from './search-key.js';
import { usePersons } from './session.js';
import { finishLeaving } from './sign-in.js';

/* Brings a page to life: its islands, the filter of the list of operations, the key that leads to it, and links to what is folded. */

interface IslandProps {
  readonly Component: ComponentType<object>;
  readonly props: object;
}

/** What somebody has opened and typed is not shown to the next person: the island begins anew. */
const Fresh = ({ Component, props }: IslandProps): JSX.Element => h(Component, { key: usePersons(), ...props });

for (const element of document.querySelectorAll<HTMLElement>('[data-island]')) {
  const name = element.dataset.island as IslandName;
  const Component = ISLANDS[name] as ComponentType<object>;
  const props = JSON.parse(element.dataset.props ?? '{}') as object;
  hydrate(name === 'Account' ? h(Component, props) : h(Fresh, { Component, props }), element); // that of the header shows nobody else's
}
filterAsYouType(document);
searchByKey(document);
openLinked(document);
void finishLeaving();
document.documentElement.dataset.alive = ''; // for styles, and for code that waits for it

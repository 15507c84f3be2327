import { type ComponentType, h, hydrate } from 'preact';
import { ISLANDS, type IslandName } from '../explorer/islands/islands.js';
import { filterAsYouType } from './filter.js';
import { openLinked } from './open-linked.js';
import { searchByKey } from './search-key.js';

/* Brings a page to life: its islands, the filter of the list of operations, the key that leads to it, and links to what is folded. */

for (const element of document.querySelectorAll<HTMLElement>('[data-island]')) {
  const Component = ISLANDS[element.dataset.island as IslandName] as ComponentType<object>;
  hydrate(h(Component, JSON.parse(element.dataset.props ?? '{}') as object), element);
}
filterAsYouType(document);
searchByKey(document);
openLinked(document);
document.documentElement.dataset.alive = ''; // for styles, and for code that waits for it

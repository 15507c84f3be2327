import { keptSomebody } from './kept-name.js';

/*
 * Runs before anything is drawn, which is why it is a script of its own and this small: a page is the same for all readers, and what only
 * those see who are not signed in would move the rest of it when it goes.
 */
if (keptSomebody() !== undefined) document.documentElement.dataset.signedIn = '';

import { setUp } from './setup.mjs';

export default () => setUp('postgres');

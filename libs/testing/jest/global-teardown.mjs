import { stopEngines } from './engines.mjs';

export default stopEngines;

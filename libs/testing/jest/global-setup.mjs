import { startEngines } from './engines.mjs';

export default startEngines;

import {registerCloud} from '../../../src/clouds/registry.ts';
import {third} from './module.ts';

/* Imported before anything that reads a document: all that adds the cloud to the program. */
registerCloud(third);

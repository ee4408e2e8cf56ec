import './register.ts';
import {registerDevice} from '../../../src/handover/devices/registry.ts';
import {acme} from '../../handover/made-up-device/device.ts';

/* The program with the third cloud and the made-up device in it: nothing else of it is another. */
registerDevice(acme);
await import('../../../src/main.ts');

import {makerOf} from '../device-files.ts';

export const maker = makerOf('strongswan');

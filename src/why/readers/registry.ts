import {asa} from './asa.ts';
import {bgpSummary} from './bgp-summary.ts';
import {charon} from './charon.ts';
import {fortios} from './fortios.ts';
import {fortiosConfig} from './fortios-config.ts';
import {fortiosState} from './fortios-state.ts';
import {frr} from './frr.ts';
import {frrJson} from './frr-json.ts';
import {ios} from './ios.ts';
import {iosState} from './ios-state.ts';
import {junos} from './junos.ts';
import {junosState} from './junos-state.ts';
import {libreswan} from './libreswan.ts';
import type {Reader} from './line.ts';
import {panos} from './panos.ts';
import {panosState} from './panos-state.ts';
import {racoon} from './racoon.ts';
import {routeros} from './routeros.ts';
import {swanctlConns} from './swanctl-conns.ts';
import {swanctlSas} from './swanctl-sas.ts';

/** Who can be read, in the order in which they are asked whether a line is theirs. */
export const readers: readonly Reader[] = [
	charon,
	swanctlSas,
	swanctlConns,
	libreswan,
	frr,
	frrJson,
	asa,
	ios,
	fortios,
	panos,
	junos,
	routeros,
	racoon,
	fortiosState,
	fortiosConfig,
	iosState,
	panosState,
	junosState,
	bgpSummary,
];

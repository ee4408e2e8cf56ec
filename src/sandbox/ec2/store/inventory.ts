import {fillIreland, fillSingapore, fillVirginia} from './inventory-elsewhere.ts';
import {fillFrankfurt} from './inventory-frankfurt.ts';
import type {RegionHoldings} from './resources.ts';
import {addRouteTable, addVpc, type Stock, toInternet} from './stock.ts';

/** The regions that hold more than the default VPC. */
export const furnishedRegions = ['eu-central-1', 'us-east-1', 'ap-southeast-1', 'eu-west-1'];

/**
 * Puts into a new region what the account has had there before the sandbox started, at `start` (cloud-clock ms).
 * `extraGateways` further virtual private gateways go to eu-central-1.
 */
export function fillRegion(region: RegionHoldings, start: number, extraGateways: number): void {
	const stock: Stock = {region, start};
	if (region.name === 'eu-central-1') fillFrankfurt(stock, extraGateways);
	if (region.name === 'us-east-1') fillVirginia(stock);
	if (region.name === 'ap-southeast-1') fillSingapore(stock);
	if (region.name === 'eu-west-1') fillIreland(stock);
	const vpc = addVpc(stock, 'default', ['172.31.0.0/16'], true);
	addRouteTable(stock, '', vpc, {main: true, routes: [toInternet(stock, 'default')]});
}

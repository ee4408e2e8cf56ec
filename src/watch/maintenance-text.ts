import type {ConnectionStatus, Maintenance} from '../clouds/contract/cloud.ts';
import {cloudName} from '../clouds/registry.ts';
import {printable} from '../connection/printable.ts';

/** What is to come, in words; undefined where nothing is. `date`: how a time is shown. */
export function maintenanceText(
	{cloud}: Pick<ConnectionStatus, 'cloud'>,
	{pending, autoAppliedAfter}: Maintenance,
	date: (at: number) => string,
): string | undefined {
	if (pending === '') return undefined;
	const name = cloudName(cloud);
	const when =
		autoAppliedAfter === undefined
			? `${name} does not say when it does it by itself`
			: `${name} does it by itself after ${date(autoAppliedAfter)}`;
	return `maintenance is pending (${printable(pending, 60)}): ${when}`;
}

/** What to mind where more than one tunnel is due: done together they cut the site off. */
export function dueTogether({tunnels}: ConnectionStatus): string | undefined {
	const due = tunnels.flatMap(({maintenance}, index) => (maintenance?.pending ? [index + 1] : []));
	return due.length > 1
		? `tunnels ${due.join(' and ')} are both due: take one after the other, the second once the first is UP again`
		: undefined;
}

/** How pending maintenance is done at a time of one's own. @param number of the tunnel, as people count */
export function maintenanceNow({id, region, cloud}: ConnectionStatus, number: number): string {
	return `tunnelwright replace-tunnel ${printable(id)} ${number} --cloud ${cloud} --region ${printable(region)} --apply-maintenance says what that takes down; with --yes it is done now`;
}

import {cloudName} from '../../../clouds/registry.ts';
import {maintenanceNow, maintenanceText} from '../../../watch/maintenance-text.ts';
import {dayAndTime} from '../../core/clock-time.ts';
import {fact, type PageLine, space, text} from '../../core/page-line.ts';
import {ofRead} from './lines.ts';
import type {PanelModel} from './model.ts';

/** What the cloud will do to the tunnels by itself, and how to be there first. */
export function maintenanceView(model: PanelModel): readonly PageLine[] {
	const {connection, cloud} = model;
	if (!connection) return [];
	const {tunnels} = connection.status;
	const name = cloudName(cloud);
	return ofRead(
		model,
		'maintenance',
		{title: `MAINTENANCE BY ${name.toUpperCase()}`, what: 'what is to come'},
		found => {
			if (found.length === 0) return [text(`${name} tells of none.`, 'dim')];
			return tunnels.flatMap((tunnel, index): readonly PageLine[] => {
				const own = found.find(({key}) => key === tunnel.key);
				const pending = own && maintenanceText(connection.status, own, dayAndTime);
				return [
					...fact(
						`tunnel ${index + 1}`,
						own ? (pending ?? 'nothing is pending') : 'not told of',
						pending ? 'look' : 'plain',
					),
					...fact('last applied', own?.lastApplied && dayAndTime(own.lastApplied)),
					...fact('by yourself', pending && maintenanceNow(connection.status, index + 1)),
					space,
				];
			});
		},
	);
}

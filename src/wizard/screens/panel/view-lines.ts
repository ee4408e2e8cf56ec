import {type PageLine, text} from '../../core/page-line.ts';
import {changesView} from './changes-view.ts';
import {configurationView} from './configuration-view.ts';
import {maintenanceView} from './maintenance-view.ts';
import type {PanelModel} from './model.ts';
import {routesView} from './routes-view.ts';
import {trafficView} from './traffic-view.ts';
import {tunnelsView} from './tunnels-view.ts';

/** What the open view says. @param mostBars as many as a series has room for */
export function viewLines(model: PanelModel, mostBars: number): readonly PageLine[] {
	if (!model.connection) return notYet(model);
	switch (model.view) {
		case 'tunnels':
			return tunnelsView(model);
		case 'traffic':
			return trafficView(model, mostBars);
		case 'routes':
			return routesView(model);
		case 'changes':
			return changesView(model);
		case 'configuration':
			return configurationView(model);
		case 'maintenance':
			return maintenanceView(model);
	}
}

/** Nothing is known of the connection. */
function notYet({place}: PanelModel): readonly PageLine[] {
	if (place?.asOf === undefined) return [];
	return [text('The cloud does not tell of this connection (yet).', 'look')];
}

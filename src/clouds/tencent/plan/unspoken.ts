import {visible} from '../../../connection/visible.ts';
import type {ExistingConnection} from '../../contract/cloud.ts';
import type {Difference, Settings} from '../../contract/comparison.ts';
import {isShowable} from '../../engine/odd-tags.ts';
import type {TencentConnection} from '../document.ts';
import {formSections, healthCheckStandards} from '../placed-options.ts';

/* What stands on a tunnel and its document does not speak of, and what it would go back to. Only what is known of that: the rest is told as not compared. */

/**
 * Health check: a document that says nothing of it leaves it to the API, which makes none; of one that it has, the API documents what each
 * number is by itself. The two addresses are any that Tencent Cloud picks. Source: vpc 2017-03-12, CreateVpnConnection and HealthCheckConfig.
 */
export function unspokenOptions(asked: Settings, {settings = {}, state}: ExistingConnection): readonly Difference[] {
	if (state !== 'AVAILABLE' || settings['healthCheck.enabled'] !== 'on') return [];
	if (asked['healthCheck.enabled'] === undefined)
		return [{field: 'healthCheck.enabled', what: 'health check', was: 'on', wanted: 'off'}];
	if (asked['healthCheck.enabled'] !== 'on') return [];
	return formSections['Health check'].flatMap(({field, what, limits}) => {
		const was = settings[field];
		const wanted = healthCheckStandards[field];
		if (was === undefined || wanted === undefined || Object.hasOwn(asked, field) || was === String(wanted)) return [];
		return [{field, what, was, wanted: String(wanted), ...(limits && {unit: limits.unit})}];
	});
}

/** Tags that the document does not name: they may be somebody else's. */
export function unspokenTags({tags}: Pick<TencentConnection, 'tags'>, settings: Settings): readonly Difference[] {
	return Object.entries(settings).flatMap(([field, was]) => {
		const key = field.startsWith('tags.') ? field.slice('tags.'.length) : '';
		if (key === '' || isReservedTag(key) || Object.hasOwn(tags, key) || !isShowable(key, was)) return [];
		return [{field, what: `tag ${visible(key)}`, was: visible(was), wanted: ''}];
	});
}

/** Whether a tag is Tencent Cloud's own. Source: tag documentation, "Limits" (product 651). */
export function isReservedTag(key: string): boolean {
	return /^(qcs:|project:|项目)/i.test(key);
}

import {awsLan, awsOld, awsStatic, siteLan, tencentLan, tencentStatic} from '../documents.ts';
import type {Kind} from './kind.ts';

/** Over another gateway, behind the first. */
export const tencentStandby = () =>
	tencentStatic({
		cloudGateway: {kind: 'vpc', id: 'vpngw-cjkgz001', vpcId: 'vpc-k8sgz0u1'},
		routing: {mode: 'static', prefixes: [siteLan.range], priority: 100},
	});

const toAws = {lan: awsLan, options: ['--cloud-range', awsLan.range]};
const toTencent = {lan: tencentLan, options: ['--cloud-range', tencentLan.range]};
type Silent = Pick<Kind, 'title' | 'document' | 'beside' | 'nat' | 'lan' | 'options'>;
/** With how many checks each has with strongSwan, and how many more with Libreswan. */
const tried: Readonly<Record<string, readonly [kind: Silent, seen: number, more: number]>> = {
	silent: [{title: 'AWS, static: the cloud goes silent', document: awsStatic, ...toAws}, 15, 4],
	silentold: [{title: 'AWS, static, IKEv1: the cloud goes silent', document: awsOld, ...toAws}, 15, 4],
	silentroutes: [
		{title: 'Tencent Cloud, destination route: the cloud goes silent', document: tencentStatic, ...toTencent},
		8,
		2,
	],
	standby: [
		{
			title: 'Tencent Cloud, destination route: two connections to one range, one of them the standby',
			document: tencentStatic,
			beside: tencentStandby,
			nat: true,
			...toTencent,
		},
		15,
		2,
	],
};

/** A cloud that goes silent, with either program at the site. */
export const silentKinds: Readonly<Record<string, Kind>> = Object.fromEntries(
	Object.entries(tried).flatMap(([name, [kind, seen, more]]) => {
		const trial = name === 'standby' ? 'standby' : 'silent';
		return [
			[name, {...kind, mode: 'static', trial, seen}],
			[
				`libreswan-${name}`,
				{
					...kind,
					title: `Libreswan: ${kind.title}`,
					daemon: 'libreswan',
					mode: 'static',
					trial,
					seen: seen + more,
				},
			],
		] as const;
	}),
);

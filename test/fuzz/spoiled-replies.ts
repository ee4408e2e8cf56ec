import fc from 'fast-check';
import {anyBytes, changedJson, changedText, jsonChanges, textChanges} from './mutations.ts';
import type {Reply} from './wire-front.ts';
import {changedXml, xmlChanges} from './xml-changes.ts';

/** One way to spoil a reply. */
export type Spoiling = (reply: Reply) => Reply;

/** Says in a failure what was done. */
function named(spoiling: Spoiling, what: unknown): Spoiling {
	return Object.assign(spoiling, {toString: () => JSON.stringify(what)});
}

const withText =
	(change: (text: string) => string): Spoiling =>
	reply => ({
		...reply,
		body: Buffer.from(change(reply.body.toString())),
	});

const isBareJson = ({headers}: Reply) => /x-amz-json/.test(headers['content-type'] ?? '');
const isXml = ({headers}: Reply) => /xml/.test(headers['content-type'] ?? '');

/** A member, an element: what the cloud's own library would read without a murmur. */
const shape: fc.Arbitrary<Spoiling> = fc.tuple(jsonChanges, xmlChanges).map(([json, xml]) =>
	named(
		reply => {
			const change = isXml(reply)
				? (text: string) => changedXml(text, xml)
				: (text: string) =>
						isBareJson(reply) ? JSON.stringify(changedJson(JSON.parse(text), json)) : changedReply(text, json);
			return withText(change)(reply);
		},
		[json, xml],
	),
);

/** The changes go below `Response`, where the members are. */
function changedReply(text: string, changes: Parameters<typeof changedJson>[1]): string {
	const parsed: unknown = JSON.parse(text);
	const response: unknown = Reflect.get(Object(parsed), 'Response');
	return JSON.stringify({Response: changedJson(response, changes)});
}

const wholes = [
	'',
	'null',
	'[]',
	'""',
	'{"Response":null}',
	'{"Response":[]}',
	'{"Response":{}}',
	'{"Response":{"Error":null}}',
	'{"Response":{"Error":{}}}',
	'{"Response":{"Error":{"Code":5,"Message":{"a":1}},"RequestId":[]}}',
	'{"Response":{"Error":{"Code":"\\u001b[31mX.Y","Message":"\\u001b]52;c;ZQ==\\u0007\\u202e"},"RequestId":"\\u001b[2J"}}',
	`{"Response":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
	`{"Response":{"TotalCount":1,"VpnConnectionSet":${'[{"a":'.repeat(20_000)}1${'}]'.repeat(20_000)}}}`,
	'<a/>',
	'<html><body>Please log in</body></html>',
	`${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}`,
	`<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><DescribeVpnConnectionsResponse><vpnConnectionSet><item><vpnConnectionId>&c;</vpnConnectionId></item></vpnConnectionSet></DescribeVpnConnectionsResponse>`,
	'<Response><Errors><Error><Code>\u009B31mX</Code><Message>\u009D52;c;ZQ==\u009C\u202E</Message></Error></Errors><RequestID>&#27;[2J</RequestID></Response>',
	'<Response><Errors/></Response>',
	'<Response><Errors><Error/></Errors></Response>',
	'<Response></Response>',
];

const whole: fc.Arbitrary<Spoiling> = fc
	.tuple(fc.constantFrom(...wholes), fc.constantFrom(200, 200, 204, 301, 400, 403, 404, 500, 503))
	.map(([body, status]) =>
		named(
			reply => ({...reply, status, body: status === 204 ? Buffer.alloc(0) : Buffer.from(body)}),
			[status, body.slice(0, 300)],
		),
	);

const text: fc.Arbitrary<Spoiling> = textChanges.map(changes =>
	named(
		withText(before => changedText(before, changes)),
		changes,
	),
);
const bytes: fc.Arbitrary<Spoiling> = anyBytes.map(own => reply => ({...reply, body: Buffer.from(own)}));

/** The reply goes on for megabytes: one item of its list again and again. */
const long: fc.Arbitrary<Spoiling> = fc
	.constantFrom(1000, 20_000)
	.map(
		times => reply =>
			withText(before =>
				isXml(reply)
					? before.replace(/<item>[\s\S]*?<\/item>/, item => item.repeat(times))
					: before.replace(/\[(\{[^{}[\]]*\})/, (_all, item: string) => `[${`${item},`.repeat(times)}${item}`),
			)(reply),
	);

export const spoilings: fc.Arbitrary<Spoiling> = fc.oneof(
	{weight: 20, arbitrary: shape},
	{weight: 4, arbitrary: whole},
	{weight: 4, arbitrary: text},
	{weight: 1, arbitrary: bytes},
	{weight: 1, arbitrary: long},
);

import {fromAwsRequest} from '../clouds/aws/import/from-request.ts';
import type {Imported} from '../clouds/document/foreign.ts';
import {parseDocument, problemLine} from '../clouds/document/schema-errors.ts';
import {fromTencentRequest} from '../clouds/tencent/import/from-request.ts';
import type {CloudId} from '../connection/finding.ts';
import {printable} from '../connection/printable.ts';
import {UserError} from '../connection/user-error.ts';

/** A connection out of a file, under the name that the file gives it. */
export interface ImportedConnection extends Imported {
	readonly name: string;
	/** What it was read as. */
	readonly from: 'tunnelwright' | CloudId;
}

/** Members that only one kind of document has. */
const signs = {
	tunnelwright: ['cloud', 'cloudGateway', 'routing'],
	tencent: [
		'VpnConnectionName',
		'PreShareKey',
		'RouteType',
		'SecurityPolicyDatabases',
		'IKEOptionsSpecification',
		'IPSECOptionsSpecification',
		'VpcId',
	],
	aws: [
		'CustomerGatewayId',
		'Type',
		'Options',
		'TransitGatewayId',
		'VpnConcentratorId',
		'TagSpecifications',
		'PreSharedKeyStorage',
	],
} as const;

/**
 * Turns the JSON of a file into connections, told apart by shape: our own document, several of them (a list, or the profiles file
 * of another machine), a request of `aws ec2 create-vpn-connection --cli-input-json`, a request of `tccli vpc CreateVpnConnection`.
 * Requests name no region: `regionOf` gives it for their cloud, and is asked only then.
 * @param source names the file in messages
 * @throws UserError when it is none of them, or makes no whole connection; never with a key in its words
 */
export async function importedFrom(
	json: unknown,
	source: string,
	regionOf: (cloud: CloudId) => Promise<string>,
): Promise<readonly ImportedConnection[]> {
	const entries = entriesOf(json);
	if (entries) {
		if (entries.length === 0) throw new UserError(`there is no connection in ${source}`);
		return entries.map((entry, index) => own(entry, `${source}, entry ${index + 1}`));
	}

	const kind = kindOf(json);
	if (kind === 'tunnelwright') return [own(json, source)];
	if (kind === undefined)
		throw new UserError(`${source} holds no connection that is known here`, {
			mend: 'known are tunnelwright’s own documents, aws ec2 create-vpn-connection --cli-input-json, and tccli vpc CreateVpnConnection --cli-input-json',
		});
	const region = await regionOf(kind);
	const imported = kind === 'aws' ? fromAwsRequest(json, region) : fromTencentRequest(json, region);
	return [{...imported, from: kind, name: imported.document.name}];
}

function kindOf(json: unknown): ImportedConnection['from'] | undefined {
	if (!isObject(json)) return undefined;
	const has = (kind: keyof typeof signs) => signs[kind].some(name => Object.hasOwn(json, name));
	if (has('tunnelwright')) return 'tunnelwright';
	// both clouds name this member alike, and the ids in it apart
	const ofTencent = typeof json.VpnGatewayId === 'string' && json.VpnGatewayId.startsWith('vpngw-');
	return has('tencent') || ofTencent ? 'tencent' : has('aws') ? 'aws' : undefined;
}

/** The connections of a file that holds several; undefined for one that does not. */
function entriesOf(json: unknown): readonly unknown[] | undefined {
	if (Array.isArray(json)) return json;
	return isObject(json) && Array.isArray(json.profiles) ? json.profiles : undefined;
}

/** A document, or a profile as the profiles file has it: a name with its document. */
function own(entry: unknown, source: string): ImportedConnection {
	const profile = isObject(entry) && isObject(entry.document) ? entry : undefined;
	const {document, problems} = parseDocument(profile ? profile.document : entry);
	if (!document)
		throw new UserError(`${source} is not a connection document`, {
			field: problems[0]?.field ?? '',
			items: problems.map(problemLine),
			mend: 'tunnelwright schema prints what a document may hold, tunnelwright skeleton a document to fill in',
		});
	const name = typeof profile?.name === 'string' ? printable(profile.name, 64) : document.name;
	return {document, name, from: 'tunnelwright', leftOut: [], assumed: []};
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

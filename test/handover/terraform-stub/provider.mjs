// A provider that knows schemas and nothing else: what `terraform validate` needs of one. Argument: whose.
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';
import {schemas} from './schemas.mjs';

const listMode = 2;

function block({attributes, blocks = {}}) {
	return {
		attributes: Object.entries(attributes).map(([mark, type]) => ({
			name: mark.replace(/[!?]$/, ''),
			type: Buffer.from(JSON.stringify(type)),
			required: mark.endsWith('!'),
			optional: !/[!?]$/.test(mark),
			computed: !mark.endsWith('!'),
		})),
		block_types: Object.entries(blocks).map(([type_name, inner]) => ({
			type_name,
			block: block(inner),
			nesting: listMode,
		})),
	};
}

const known = schemas[process.argv[2]];
const resource_schemas = Object.fromEntries(
	Object.entries(known).map(([name, schema]) => [name, {block: block(schema)}]),
);
const {tfplugin5} = grpc.loadPackageDefinition(
	loader.loadSync(new URL('tfplugin5.proto', import.meta.url).pathname, {keepCase: true}),
);
const server = new grpc.Server();
server.addService(tfplugin5.Provider.service, {
	GetSchema: (_call, reply) =>
		reply(null, {provider: {block: block({attributes: {region: 'string'}})}, resource_schemas}),
	PrepareProviderConfig: ({request}, reply) => reply(null, {prepared_config: request.config}),
	ValidateResourceTypeConfig: (_call, reply) => reply(null, {}),
});

// Terraform gives its certificate and takes ours from the line that it reads.
const folder = mkdtempSync(join(tmpdir(), 'stub-'));
const [key, cert] = ['key.pem', 'cert.pem'].map(name => join(folder, name));
const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-days', '2'];
execFileSync(
	'openssl',
	[
		'req',
		'-x509',
		'-newkey',
		'ec',
		'-pkeyopt',
		'ec_paramgen_curve:prime256v1',
		'-nodes',
		'-keyout',
		key,
		'-out',
		cert,
		...subject,
	],
	{stdio: 'ignore'},
);
const pair = {private_key: readFileSync(key), cert_chain: readFileSync(cert)};
rmSync(folder, {recursive: true});
const client = process.env.PLUGIN_CLIENT_CERT;
const credentials = grpc.ServerCredentials.createSsl(client ? Buffer.from(client) : null, [pair], client !== undefined);
server.bindAsync('127.0.0.1:0', credentials, (error, port) => {
	if (error) throw error;
	const der = pair.cert_chain
		.toString()
		.replace(/-----[^-]+-----|\s/g, '')
		.replace(/=+$/, '');
	process.stdout.write(`1|5|tcp|127.0.0.1:${port}|grpc|${der}\n`);
});

import fc from 'fast-check';
import {parseGatewayConfiguration} from '../../../src/clouds/aws/device/gateway-configuration.ts';
import {Secret} from '../../../src/connection/secret.ts';
import {UserError} from '../../../src/connection/user-error.ts';
import {textsOf} from '../corpus.ts';
import {changedText, textChanges} from '../mutations.ts';
import {target} from '../target.ts';
import {changedXml, xmlChanges} from '../xml-changes.ts';

const corpus = textsOf('configuration-xml');
const good = corpus.get('two-tunnels.xml') ?? '';

export const configurationXmlTarget = () =>
	target({
		name: 'configuration-xml',
		what: 'AWS’s CustomerGatewayConfiguration',
		input: fc.oneof(
			{weight: 8, arbitrary: xmlChanges.map(changes => changedXml(good, changes))},
			{weight: 3, arbitrary: textChanges.map(changes => changedText(good, changes))},
			{
				weight: 1,
				arbitrary: fc.constantFrom(
					'<a>'.repeat(60_000),
					`${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}`,
					`<vpn_connection ${'a="b" '.repeat(20_000)}/>`,
					`<vpn_connection>${'<ipsec_tunnel/>'.repeat(10_000)}</vpn_connection>`,
					`<vpn_connection>${'&#65;'.repeat(30_000)}</vpn_connection>`,
					`<vpn_connection>${'&amp;'.repeat(30_000)}</vpn_connection>`,
					`<vpn_connection><![CDATA[${']]'.repeat(90_000)}`,
					`<!--${'-'.repeat(190_000)}`,
					`<?${'?'.repeat(190_000)}`,
				),
			},
		),
		corpus,
		check(text) {
			try {
				const {tunnels} = parseGatewayConfiguration(new Secret(text));
				// AWS knows no address of a site that signs in with a certificate
				for (const {site, cloud} of tunnels)
					for (const end of site.outside === '' ? [cloud] : [site, cloud])
						if (!/^[\da-fA-F:.x%]+$/.test(end.outside)) throw new Error(`no address: ${end.outside}`);
			} catch (error) {
				if (!(error instanceof UserError)) throw error;
				if (/First\.key|Second_key/.test(error.message)) throw new Error('a key stands in an error');
			}
		},
	});

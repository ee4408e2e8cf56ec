import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {expect, it} from 'vitest';
import {cvmRole} from '../../src/clouds/tencent/cvm-role.ts';

/* What a user would lose: the memory of their machine, to whatever answers in the place of the metadata service. */
it('the metadata service of a CVM is not read without end', async () => {
	const server = createServer((_request, response) => {
		const more = () => {
			while (response.write('x'.repeat(65_536)));
		};
		response.on('drain', more);
		more();
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const {port} = server.address() as AddressInfo; // listens on TCP
	await expect(cvmRole(`http://127.0.0.1:${port}/`, 60_000)).rejects.toThrow('This machine gives no role');
	server.closeAllConnections();
	await new Promise(done => server.close(done));
});

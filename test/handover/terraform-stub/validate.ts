import {spawnSync} from 'node:child_process';
import {chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const providers = {aws: 'hashicorp/aws', tencentcloud: 'tencentcloudstack/tencentcloud'};

/** `terraform validate` of one file, with providers that know the documented schemas alone. Nothing is fetched. */
export function validate(text: string): {readonly valid: boolean; readonly says: string} {
	const folder = mkdtempSync(join(tmpdir(), 'tunnelwright-tf-'));
	try {
		const overrides = Object.entries(providers).map(([name, source]) => {
			const place = join(folder, 'bin', name);
			mkdirSync(place, {recursive: true});
			const program = join(place, `terraform-provider-${name}`);
			const stub = fileURLToPath(new URL('provider.mjs', import.meta.url));
			writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${stub}" ${name}\n`);
			chmodSync(program, 0o755);
			return `"${source}" = "${place}"`;
		});
		writeFileSync(
			join(folder, 'rc'),
			`provider_installation {\n  dev_overrides {\n${overrides.join('\n')}\n  }\n  direct {}\n}\n`,
		);
		const work = join(folder, 'work');
		mkdirSync(work);
		writeFileSync(join(work, 'main.tf'), text);
		const {status, stdout, stderr} = spawnSync('terraform', ['validate', '-json'], {
			cwd: work,
			encoding: 'utf8',
			env: {PATH: process.env.PATH, HOME: folder, TF_CLI_CONFIG_FILE: join(folder, 'rc'), CHECKPOINT_DISABLE: '1'},
			timeout: 30_000,
		});
		return {valid: status === 0, says: `${stdout}${stderr}`};
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
}

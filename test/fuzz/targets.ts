import type {OpenTarget} from './target.ts';

/** Every target, by name; each loads what it needs when its turn comes. */
export const targets: Readonly<Record<string, OpenTarget>> = {
	text: async () => (await import('./targets/text.ts')).textTarget(),
	document: async () => (await import('./targets/document.ts')).documentTarget(),
	request: async () => (await import('./targets/document.ts')).requestTarget(),
	stores: async () => (await import('./targets/stores.ts')).storesTarget(),
	keeping: async () => (await import('./targets/keeping.ts')).keepingTarget(),
	'sign-in': async () => (await import('./targets/sign-in.ts')).signInTarget(),
	'configuration-xml': async () => (await import('./targets/configuration-xml.ts')).configurationXmlTarget(),
	keys: async () => (await import('./targets/keys.ts')).keysTarget(),
	'wire-aws': async () => (await import('./targets/wire.ts')).wireTarget('aws'),
	'wire-tencent': async () => (await import('./targets/wire.ts')).wireTarget('tencent'),
	screens: async () => (await import('./targets/screens.tsx')).screensTarget(),
	'device-files': async () => (await import('./targets/device-files.ts')).deviceFilesTarget(),
	code: async () => (await import('./targets/code.ts')).codeTarget(),
	sandbox: async () => (await import('./targets/sandbox.ts')).sandboxTarget(),
	'site-logs': async () => (await import('./targets/site-logs.ts')).siteLogsTarget(),
	arguments: async () => (await import('./targets/arguments.ts')).argumentsTarget(),
};

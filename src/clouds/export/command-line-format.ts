import type {CommandLineTool} from './command-lines.ts';
import type {CodeFormat} from './exporters.ts';

/** The lines of a cloud's own tool as a format. */
export function commandLineFormat(id: string, tool: CommandLineTool): CodeFormat {
	return {
		id,
		title: `lines for ${tool.name}, and JSON for its --cli-input-json`,
		file: `${tool.name}.sh`,
		readsAccount: true,
		load: async () => (await import('./command-lines.ts')).linesWriter(tool),
	};
}

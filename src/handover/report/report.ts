import type {Check, Identity, Plan} from '../../clouds/contract/cloud.ts';
import {jsonText} from '../../connection/json-text.ts';
import {reportJson} from './report-json.ts';
import {reportMarkdown} from './report-markdown.ts';
import {reportText} from './report-text.ts';

export type ReportFormat = 'text' | 'markdown' | 'json';

/** A dry run: what would be done, and what was found. */
export interface DryRun {
	readonly plan: Plan;
	readonly checks: readonly Check[];
	/** The actions as lines of the cloud's own CLI, in the order of `plan.actions`. */
	readonly commandLines: readonly string[];
	/** Whose account it is, where known. */
	readonly identity?: Identity | undefined;
}

/** A dry run as a report: readable text, Markdown for a change ticket, or JSON with stable member names. Pure; no secret can be in it. */
export function planReport(dryRun: DryRun, format: ReportFormat): string {
	switch (format) {
		case 'json':
			return jsonText(reportJson(dryRun), 2);
		case 'markdown':
			return reportMarkdown(dryRun);
		case 'text':
			return reportText(dryRun);
	}
}

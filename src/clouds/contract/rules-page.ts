import {documentRules} from '../../connection/document-rules.ts';
import {enforcerOf} from '../../connection/finding.ts';
import type {CloudRule} from './cloud.ts';
import {type CloudRules, ruleRegistry} from './rule-registry.ts';

const intro = `# Rules

Every rule that a connection is held to, as the wizard, \`plan\`, \`apply\` and the dry run check it. This page is made from the rules
themselves: change them and run \`npm run docs:rules\`.

- **refuse**: the connection cannot be created. *The cloud* refuses it too; *tunnelwright* alone refuses what the cloud would take and
  what would then not do what was meant.
- **warn**: it works, but look at it. **note**: worth knowing.
- *document*: decided from the document alone. *account*: decided from a read of the account; while it has not been read, the rule is silent.
`;

/** docs/rules.md, whole, from the registry. The same rules give the same text. */
export function rulesPage(): string {
	return `${[intro, documentPart(), ...ruleRegistry.map(cloudPart)].join('\n').trimEnd()}\n`;
}

function documentPart(): string {
	const rows = documentRules.map(({id, field, says, mend, source}) => [name(id, field), says, mend, source]);
	return `## Every document\n\n${table(['Rule', 'Says', 'What to do', 'Source'], rows)}`;
}

function cloudPart(entry: CloudRules): string {
	const {title, topics, key, fields} = entry;
	return [
		`## ${title}\n`,
		...topics.map(topic => `### ${capital(topic.title)}\n\n${ruleTable(topic.rules)}`),
		`### Pre-shared keys\n\nA key stands in no document. It is checked when it is typed or read.\n\n${table(
			['Rule', 'Says', 'What to do', 'Source'],
			[[name(key.id, key.field), key.says, key.mend, key.source]],
		)}`,
		`### What each field may hold\n\nThe document’s schema itself keeps these (\`tunnelwright schema\`); tags have rules above.\n\n${table(
			['Field', 'Says', 'What to do', 'Source'],
			fields.map(({field, says, mend, source}) => [`\`${field}\``, says, mend, source]),
		)}`,
	].join('\n');
}

function ruleTable(rules: readonly CloudRule[]): string {
	return table(
		['Rule', 'Severity', 'Says', 'What to do', 'Decided from', 'Source'],
		rules.map(rule => [name(rule.id, rule.field), severityOf(rule), rule.says, rule.mend, rule.needs, rule.source]),
	);
}

function severityOf(rule: CloudRule): string {
	const enforcer = enforcerOf(rule);
	if (enforcer === undefined) return rule.severity;
	return `**refuse** (${enforcer === 'cloud' ? 'the cloud' : enforcer})`;
}

function name(id: string, field: string): string {
	return `\`${id}\`<br>${field === '' ? 'the document' : `\`${field}\``}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const line = (cells: readonly string[]) => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
	return [head, head.map(() => '---'), ...rows].map(line).join('');
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

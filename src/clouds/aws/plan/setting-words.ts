/** A setting by its path in the document as people say it: `phase1DhGroups` is `phase 1 DH groups`. */
export function wordsOf(field: string): string {
	if (field.startsWith('tags.')) return `tag ${field.slice('tags.'.length)}`;
	if (field.startsWith('ranges[0].') || field.startsWith('ipv6Ranges.'))
		return field.includes('siteSide') ? 'range at the site’s side' : 'range at the cloud’s side';
	return field
		.replace(/^(routing|logs)\./, '$1 ')
		.replace(/(?<=[a-z])(?=[A-Z])|(?<=[a-z])(?=\d)|(?<=\d)(?=[A-Z])/g, ' ')
		.toLowerCase()
		.replace(/\bdh\b/, 'DH')
		.replace(/\bdpd\b/, 'DPD')
		.replace(/\bike\b/, 'IKE');
}

/* A connection's options, as both tunnels share them and as each has them: one value of one tunnel may stand in a document either way. */

/** Members of a document, by name. */
export type Members = Readonly<Record<string, unknown>>;

export function isMembers(value: unknown): value is Members {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** With every option at each tunnel, and none shared; as it is where the document names no tunnels. */
export function tunnelsApart(draft: Members): Members {
	const {security, tunnels} = draft;
	if (!hasTunnels(tunnels)) return draft;
	const {options: shared, ...beside} = isMembers(security) ? security : {};
	const each = tunnels.map(tunnel => ({...tunnel, options: {...membersOf(shared), ...membersOf(tunnel.options)}}));
	return {...draft, security: beside, tunnels: each};
}

/** What all tunnels have alike is shared again, and the rest is each one's own. */
export function tunnelsTogether(draft: Members, isSame: (a: unknown, b: unknown) => boolean): Members {
	const {security, tunnels} = draft;
	if (!hasTunnels(tunnels)) return draft;
	const [first, ...others] = tunnels.map(({options}) => membersOf(options));
	const shared = Object.entries(first ?? {}).filter(([name, value]) =>
		others.every(options => Object.hasOwn(options, name) && isSame(options[name], value)),
	);
	const names = new Set(shared.map(([name]) => name));
	const own = (options: unknown) => Object.entries(membersOf(options)).filter(([name]) => !names.has(name));
	return {
		...draft,
		...(isMembers(security) || shared.length > 0 ? {security: withOptions(membersOf(security), shared)} : {}),
		tunnels: tunnels.map(({options, ...tunnel}) => withOptions(tunnel, own(options))),
	};
}

function hasTunnels(tunnels: unknown): tunnels is readonly Members[] {
	return Array.isArray(tunnels) && tunnels.length > 0 && tunnels.every(isMembers);
}

const membersOf = (value: unknown): Members => (isMembers(value) ? value : {});

function withOptions(holder: Members, options: readonly (readonly [string, unknown])[]): Members {
	return options.length === 0 ? holder : {...holder, options: Object.fromEntries(options)};
}

/** How often something was tried, in words: `once`, `7 times`. */
export function times(count: number): string {
	return count === 1 ? 'once' : `${count} times`;
}

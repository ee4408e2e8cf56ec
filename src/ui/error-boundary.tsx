import {Component, type ReactNode} from 'react';

interface ErrorBoundaryProps {
	readonly onError: (error: unknown) => void;
	readonly children?: ReactNode;
}

/** Ends the drawing at an error, and draws nothing: Ink itself would draw the error's text and source, which may quote a key. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, {readonly failed: boolean}> {
	override state = {failed: false};

	static getDerivedStateFromError(): {readonly failed: boolean} {
		return {failed: true};
	}

	override componentDidCatch(error: unknown): void {
		this.props.onError(error);
	}

	override render(): ReactNode {
		return this.state.failed ? null : this.props.children;
	}
}

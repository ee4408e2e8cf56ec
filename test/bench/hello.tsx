import {render, Text, usePaste} from 'ink';

function Hello() {
	usePaste(() => {});
	return <Text>hello</Text>;
}

render(<Hello />);

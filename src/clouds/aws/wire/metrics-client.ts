/* What is used of CloudWatch's SDK: loaded when it is first asked for, and no more of it than this. */
export {CloudWatchClient, GetMetricDataCommand} from '@aws-sdk/client-cloudwatch';

export { type BuildOptions, type BuiltContract, buildContract } from './build.ts';
export { ContractBuildError, formatProblem, type Problem } from './problem.ts';

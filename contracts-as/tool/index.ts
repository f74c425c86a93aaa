export { type BuildOptions, type BuiltContract, buildContract, compileModule } from './build.ts';
export { ContractBuildError, formatProblem, type Problem } from './problem.ts';

/** What the engines take from the surroundings: where programs are, and nothing else. */
export interface EngineEnvironment {
  readonly path: string;
  readonly javaHome: string | undefined;
  readonly home: string | undefined;
}

export function readEngineEnvironment(env: NodeJS.ProcessEnv = process.env): EngineEnvironment {
  return {
    path: env.PATH ?? '/usr/local/bin:/usr/bin:/bin',
    javaHome: env.JAVA_HOME || undefined,
    home: env.HOME || undefined,
  };
}

/** Maven is a tool of the person who started us, with their settings and proxies: it gets their whole environment. */
export function readMavenEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return { ...env };
}

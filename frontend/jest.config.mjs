import { availableParallelism } from "node:os";
import nextJest from "next/jest.js";

const base = nextJest({ dir: "./" })({
  testEnvironment: "<rootDir>/src/testing/environment.ts",
  setupFilesAfterEnv: ["<rootDir>/src/testing/setup.ts"],
  moduleNameMapper: { "^@/(.*)$": "<rootDir>/src/$1" },
  testMatch: ["<rootDir>/src/**/*.test.{ts,tsx}"],
  testTimeout: 20_000,
  // Jest leaves one core free by itself, which on two is half of the machine.
  maxWorkers: Math.max(2, availableParallelism() - 1),
});

// These packages ship modules that Jest must compile. Set after next/jest, which would put
// its own list in front.
const compiled = ["msw", "@mswjs", "rettime", "until-async", "@open-draft", "geist"].join("|");

export default async function config() {
  return { ...(await base()), transformIgnorePatterns: [`/node_modules/(?!(${compiled})/)`] };
}

/** Finds a Chromium, or unpacks the one that npm brought, and says where in the environment. */
export default function setup(): Promise<void>;

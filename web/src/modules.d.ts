// SPDX-License-Identifier: Apache-2.0
// Files that the bundler turns into modules.
declare module "*/THIRD_PARTY_NOTICES" {
  const text: string;
  export default text;
}

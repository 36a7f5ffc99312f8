/** Whether a product may use a picture's address. */
export interface ImageHost {
  hosts(url: string): boolean;
}

/** Of a product, and of each of its variants. */
export const MAX_IMAGES = 8;

/** What is wrong with a list of pictures; undefined when nothing is. */
export function imageListProblem(
  images: readonly string[],
  host: ImageHost,
): { code: 4138 | 4158 | 4169; message: string } | undefined {
  if (images.length > MAX_IMAGES)
    return { code: 4169, message: `CHK_IMAGE_MAX_ITEMS: no more than ${MAX_IMAGES} images are allowed` };
  const outer = images.find((one) => !host.hosts(one));
  if (outer !== undefined) return { code: 4138, message: `BIZ_CHECK_EXIST_OUTER_IMAGE: ${outer}` };
  if (new Set(images).size < images.length)
    return { code: 4158, message: 'THD_IC_ERR_F_DOMAIN_IMAGE_00_01_003: an image comes twice' };
  return undefined;
}

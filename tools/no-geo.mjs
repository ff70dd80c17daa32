/** Stands in for d3-geo, which the drawing library imports for maps: no figure is a map, and the first load need not carry it. */
const refuse = () => {
  throw new Error('maps are left out of the built page');
};
export const geoTransform = (methods) => methods;
export {
  refuse as geoAlbers,
  refuse as geoAlbersUsa,
  refuse as geoAzimuthalEqualArea,
  refuse as geoAzimuthalEquidistant,
  refuse as geoCentroid,
  refuse as geoClipRectangle,
  refuse as geoConicConformal,
  refuse as geoConicEqualArea,
  refuse as geoConicEquidistant,
  refuse as geoEqualEarth,
  refuse as geoEquirectangular,
  refuse as geoGnomonic,
  refuse as geoGraticule10,
  refuse as geoMercator,
  refuse as geoOrthographic,
  refuse as geoPath,
  refuse as geoStereographic,
  refuse as geoStream,
  refuse as geoTransverseMercator,
};

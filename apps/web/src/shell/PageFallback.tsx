import { LoadingRows } from '../ui/states.tsx';

export function PageFallback() {
  return <LoadingRows label="Loading the page" rows={8} />;
}

export declare function watchParent(gone: () => void): () => void;
